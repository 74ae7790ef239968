struct	Tabs	{
	1:	required	i32	a	=	1	,
	2:	optional	string	b	;
}
